"""Renders the Qt style sheet from the tokens; no other module holds QSS.

Widgets opt in by dynamic properties: `role` (type), `tone` (colour of text), `kind` (surface), `script`.
"""

from collections.abc import Callable

from ui.theme import (
    BODY,
    CAPTION,
    FIELD,
    HEADING,
    RADIUS,
    RADIUS_LG,
    RADIUS_SM,
    ROLES,
    ROW,
    TIBETAN,
    Theme,
)

_TONES = (
    "text",
    "text_2",
    "text_3",
    "primary",
    "on_primary",
    "on_bar",
    "on_bar_2",
    "accent",
    "on_accent",
    "error",
)


def render_qss(theme: Theme, px: Callable[[float], int]) -> str:
    """Render the whole sheet for one theme at one size.

    Args:
        theme: the colours.
        px: turns a size at 100 % into device-independent pixels.
    """
    return _type(theme, px) + _surfaces(theme, px) + _inputs(theme, px) + _lists(theme, px)


def _type(t: Theme, px: Callable[[float], int]) -> str:
    roles = "".join(
        f'*[role="{name}"] {{ font-size: {px(size)}px; font-weight: {weight}; }}'
        for name, (size, weight) in ROLES.items()
    )
    tones = "".join(f'*[tone="{name}"] {{ color: {t.tone(name)}; }}' for name in _TONES)
    signs = "".join(f'*[tone="{sign.value}"] {{ color: {tone.edge}; }}' for sign, tone in t.signs.items())
    return f"""
    * {{ color: {t.text}; font-size: {px(BODY)}px; }}
    QLabel {{ background: transparent; }}
    {roles}{tones}{signs}
    *[script="bo"] {{ font-family: "{TIBETAN}"; font-weight: 400; }}
    QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.edge}; padding: {px(4)}px; }}
    """


def _surfaces(t: Theme, px: Callable[[float], int]) -> str:
    round_, wide = px(RADIUS), px(RADIUS_LG)
    return f"""
    QWidget[kind="page"], QDialog {{ background: {t.ground}; }}
    QWidget[kind="bar"] {{ background: {t.bar}; }}
    QWidget[kind="pane"] {{ background: {t.surface}; }}
    QFrame[kind="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {wide}px; }}
    QFrame[kind="well"] {{ background: {t.ground}; border: none; border-radius: {round_}px; }}
    QFrame[kind="chosen"] {{ background: {t.primary_soft}; border: none; border-radius: {round_}px; }}
    QFrame[kind="problem"] {{ background: {t.error_soft}; border: none; border-radius: {round_}px; }}
    QFrame[kind="accent"] {{ background: {t.accent}; border: none; border-radius: {round_}px; }}
    QFrame[kind="pending"] {{ background: transparent; border: 1px dashed {t.edge};
        border-radius: {round_}px; }}
    QFrame[kind="line"] {{ background: {t.line}; border: none; }}
    QScrollArea, QScrollArea > QWidget > QWidget[kind="clear"], QStackedWidget {{ background: transparent;
        border: none; }}
    """


def _inputs(t: Theme, px: Callable[[float], int]) -> str:
    return f"""
    QLineEdit, QPlainTextEdit {{ background: {t.surface}; border: 1px solid {t.edge};
        border-radius: {px(RADIUS)}px; padding: 0 {px(10)}px;
        selection-background-color: {t.primary}; selection-color: {t.on_primary};
        placeholder-text-color: {t.text_3}; }}
    QLineEdit {{ min-height: {px(FIELD) - 2}px; }}
    QPlainTextEdit {{ padding: {px(4)}px {px(8)}px; }}
    QLineEdit:focus, QPlainTextEdit:focus {{ border: 1px solid {t.focus}; }}
    QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] {{ border: 2px solid {t.error};
        padding: 0 {px(9)}px; }}
    QLineEdit[invalid="true"] {{ min-height: {px(FIELD) - 4}px; }}
    QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {t.sunken}; border-color: {t.line};
        color: {t.text_2}; }}
    QLineEdit:read-only {{ background: {t.sunken}; border-color: {t.line}; }}
    QLineEdit[kind="search"] {{ padding-left: {px(40)}px; padding-right: {px(56)}px;
        min-height: {px(44)}px; font-size: {px(HEADING)}px; }}
    QMenu {{ background: {t.surface}; border: 1px solid {t.edge}; }}
    QMenu::item {{ padding: {px(6)}px {px(16)}px; }}
    QMenu::item:selected {{ background: {t.primary_soft}; }}
    """


def _lists(t: Theme, px: Callable[[float], int]) -> str:
    return f"""
    QTableView {{ background: {t.surface}; border: none; outline: none; gridline-color: transparent;
        selection-background-color: {t.primary_soft}; selection-color: {t.text}; }}
    QHeaderView {{ background: {t.surface}; border: none; }}
    QHeaderView::section {{ background: {t.surface}; color: {t.text_2}; border: none;
        border-bottom: 1px solid {t.edge}; padding: 0 {px(8)}px; font-size: {px(CAPTION)}px;
        font-weight: 400; height: {px(ROW - 4)}px; }}
    QProgressBar {{ background: {t.sunken}; border: none; border-radius: {px(RADIUS_SM)}px;
        max-height: {px(6)}px; min-height: {px(6)}px; }}
    QProgressBar::chunk {{ background: {t.primary}; border-radius: {px(RADIUS_SM) - 1}px; }}
    QScrollBar:vertical {{ background: transparent; width: {px(10)}px; }}
    QScrollBar::handle:vertical {{ background: {t.outline}; border-radius: {px(4)}px;
        min-height: {px(32)}px; margin: 1px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    """
