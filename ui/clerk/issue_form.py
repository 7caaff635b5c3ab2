"""What is chosen and typed for one certificate, and what its dialogs say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.domain.certificate_templates import COPY_FIELD, Template
from app.domain.certificates import Certificate, PrintWay
from app.domain.ids import new_id
from app.services.case_book import CaseView
from app.services.certificates import MOST_COPIES, Wish
from ui.i18n import Words, tr
from ui.wording import case_number

COPIES, WAY = "certificate.copies", "certificate.way"


@dataclass
class Issue:
    """One certificate on its way: what was chosen and typed so far, and the one whose place it takes."""

    view: CaseView
    template: Template
    texts: Mapping[str, str]
    instead_of: Certificate | None = None
    id: UUID = field(default_factory=new_id)

    def wish(self) -> Wish:
        """Return what is asked to be issued; a count that is none becomes 0, which is refused in words."""
        values = {rule.key: self.texts.get(rule.key, "") for rule in self.template.fields}
        copies = self.texts[COPIES].strip()
        count = int(copies) if copies.isascii() and copies.isdigit() else 0
        way, old = PrintWay(self.texts[WAY]), self.instead_of
        return Wish(
            self.id,
            self.view.header.id,
            self.template.key,
            values,
            count,
            way,
            instead_of=old.id if old else None,
        )

    @property
    def key(self) -> str:
        """By which what is typed for it is kept."""
        return f"issue/{self.template.key}/{self.instead_of.id if self.instead_of else ''}"

    @property
    def verb(self) -> Words:
        """What the key says that issues it."""
        return tr("作废原证并换发") if self.instead_of else tr("签发并打印")


def about(view: CaseView) -> Words:
    """Say which case it is about."""
    return tr("{item}（{number}）", item=view.item.name, number=case_number(view.header.number))


def copies_caption(template: Template) -> Words:
    """Ask for 副本 where the sheet numbers its copies; what is no such copy is printed so often."""
    if any(f"{{{COPY_FIELD}}}" in box.text for box in template.boxes):
        return tr("副本份数（最多 {n}，编号印在证上）", n=MOST_COPIES)
    return tr("份数（最多 {n}）", n=MOST_COPIES)


def meant(template: Template, view: CaseView) -> bool:
    """Tell whether a template is named like what an item ends in."""
    return template.title in view.item.result_name or view.item.name in template.title
