"""What was done to a template on the page, to be undone and done again."""

from app.domain.certificate_templates import Template

LONGEST = 500


class History:
    """The states of one template; `begin` starts anew with a stored one."""

    def __init__(self) -> None:
        self._states: list[Template] = []
        self._place = -1
        self._stored: Template | None = None

    def begin(self, template: Template) -> None:
        """Start with a template as it is stored."""
        self._states, self._place, self._stored = [template], 0, template

    @property
    def now(self) -> Template:
        """The template as it stands."""
        return self._states[self._place]

    @property
    def changed(self) -> bool:
        """Whether it is another than the stored one."""
        return self._place >= 0 and self.now != self._stored

    @property
    def can_undo(self) -> bool:
        """Whether something was done."""
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return self._place + 1 < len(self._states)

    def do(self, template: Template) -> bool:
        """Take the next state; tell whether it is another one."""
        if template == self.now:
            return False
        self._states = [*self._states[: self._place + 1], template][-LONGEST:]
        self._place = len(self._states) - 1
        return True

    def undo(self) -> bool:
        """Go back one state, if there is one."""
        if self.can_undo:
            self._place -= 1
            return True
        return False

    def redo(self) -> bool:
        """Go on to what was undone, if there is something."""
        if self.can_redo:
            self._place += 1
            return True
        return False

    def stored(self) -> None:
        """Take the state of now for the stored one."""
        self._stored = self.now
