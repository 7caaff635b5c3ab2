"""The commands as scripts see them: exit codes, one sentence, one JSON object, the same day twice."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import main
from data.places import STORE_FILE
from data.store import create_store
from tests import factories as make

ROOT = Path(__file__).parents[2]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main.main(arguments)
    said = capsys.readouterr()
    return code, said.out, said.err


def program(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    inherited = {name: value for name, value in os.environ.items() if not re.search("DISPLAY|QT", name)}
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    return subprocess.run(
        command, env=inherited | environment, capture_output=True, text=True, timeout=120, check=False
    )


def summary_of(text: str) -> dict[str, object]:
    summary = json.loads(text)
    assert isinstance(summary, dict)
    summary.pop("seconds")
    return summary


def test_a_rehearsal_is_sound_and_the_same_twice(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    arguments = ("rehearse", "--out", str(tmp_path / "day"), "--cases", "17", "--seed", "7")
    code, first, _ = run(capsys, *arguments)
    assert code == 0
    assert summary_of(first)["cases"] == 17
    assert summary_of(first)["errors"] == 0
    assert summary_of(first)["tickets"] == summary_of(first)["calls"]
    assert all(summary_of(first)[name] for name in ("guide_visits", "appointments", "complaints"))
    store = str(tmp_path / "day" / "store")
    code, report, _ = run(capsys, "verify", "--json", "--data", store)
    assert (code, json.loads(report)["ok"]) == (0, True)
    _, second, _ = run(capsys, *arguments)
    assert summary_of(second) == summary_of(first)
    written = json.loads((tmp_path / "day" / "summary.json").read_text(encoding="utf-8"))
    assert written == json.loads(second)
    papers = list((tmp_path / "day" / "documents").glob("*.pdf"))
    said = json.loads(second)
    assert said["papers"] == sum(said["documents"].values())
    assert said["certificates"] == sum(said["certificates_by_kind"].values()) >= 3
    assert said["voids"] >= 1
    assert "延长办理期限告知书" in said["documents"]
    assert len(papers) >= said["papers"] + said["certificates"], "a reprint takes no file away"
    assert all(paper.read_bytes().startswith(b"%PDF-1.7") for paper in papers)


def test_another_seed_is_another_day(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    items = set()
    for seed in ("1", "2"):
        run(capsys, "rehearse", "--out", str(tmp_path / seed), "--cases", "2", "--seed", seed)
        items.add(tuple(sorted(paper.name for paper in (tmp_path / seed / "documents").iterdir())))
    assert len(items) == 2


def test_a_rehearsal_refuses_a_real_hall(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "real"
    with create_store(folder, 0, changed=lambda changes: None) as store, store.write() as unit:
        unit.hall.put_facts(make.hall(demo=False))
        unit.commit()
    code, out, err = run(capsys, "rehearse", "--out", str(tmp_path / "day"), "--data", str(folder))
    assert (code, out) == (1, "")
    assert "正式大厅" in err
    assert (folder / STORE_FILE).exists()


def test_doctor_says_how_everything_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "--data", str(tmp_path / "new"), "doctor", "--json")
    assert code == 0
    assert json.loads(out)["ok"]
    assert set(json.loads(out)["checks"]) == {"本机数据", "字体", "工作日历", "藏文", "权限"}


def test_doctor_names_a_device_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    settings = tmp_path / "machine.toml"
    settings.write_text(
        '[[devices]]\nname = "1号屏"\nkind = "queue_display"\nmodel = "onbon-k"\n'
        f'port = "{tmp_path}/no-such-port"\n',
        encoding="utf-8",
    )
    arguments = ("doctor", "--json", "--config", str(settings), "--data", str(tmp_path / "store"))
    code, out, _ = run(capsys, *arguments)
    assert code == 1
    assert not json.loads(out)["checks"]["1号屏"]["well"]


def test_verify_tells_what_is_wrong_and_ends_with_a_code(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = run(capsys, "verify", "--data", str(tmp_path / "nothing"))
    assert (code, out, err.count("\n")) == (1, "", 1)
    run(capsys, "doctor", "--data", str(tmp_path / "store"))
    (tmp_path / "store" / STORE_FILE).write_bytes(b"not a store at all" * 1000)
    code, out, err = run(capsys, "verify", "--data", str(tmp_path / "store"))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "已损坏" in err


@pytest.mark.parametrize("text", ["role = 'king'", "[[devices]]\nname = 'x'", "role = ", "colour = 'red'"])
def test_wrong_settings_are_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str
) -> None:
    settings = tmp_path / "machine.toml"
    settings.write_text(text, encoding="utf-8")
    code, out, err = run(capsys, "doctor", "--config", str(settings), "--data", str(tmp_path / "store"))
    assert (code, out, err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("display", ["", ":77"])
def test_without_a_display_the_program_ends_with_one_sentence(tmp_path: Path, display: str) -> None:
    ended = program("--data", str(tmp_path), **({"DISPLAY": display} if display else {}))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.count("\n") == 1
    assert "rehearse" in ended.stderr
