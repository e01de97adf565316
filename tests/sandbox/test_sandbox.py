"""A child can only fail alone, for a reason with a name; the next job works (security rule 22)."""

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assets.sandbox import ChildFailed, Level, Limits, Reason, Sandbox, isolation_level

HOSTILE = "tests.sandbox.hostile_jobs"
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(jobs=HOSTILE) as running:
        yield running


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(b"twelve bytes")
    return path


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def server_pid(sandbox: Sandbox) -> int:
    assert sandbox._server is not None
    return sandbox._server.process.pid


def test_a_job_gets_the_file_and_its_parameters(sandbox, source):
    answer = json.loads(sandbox.run("echo", source=source, params={"wanted": "Fähre"}))
    assert answer == {"size": 12, "params": {"wanted": "Fähre"}}


def test_a_job_reads_an_open_descriptor_from_its_beginning(sandbox, source):
    with source.open("rb") as file:
        file.read(5)
        assert json.loads(sandbox.run("echo", source=file.fileno()))["size"] == 12


def test_a_job_reads_a_file_in_memory(sandbox):
    descriptor = os.memfd_create("bytes")
    os.write(descriptor, b"in memory")
    assert json.loads(sandbox.run("echo", source=descriptor))["size"] == 9
    os.close(descriptor)


def test_a_job_writes_into_its_output_folder(sandbox, source, tmp_path):
    sandbox.run("write_file", source=source, out_dir=tmp_path)
    assert (tmp_path / "note.txt").read_text() == "written by the child"


@pytest.mark.parametrize(
    ("job", "limits", "reason"),
    [
        pytest.param("allocate", Limits(), Reason.MEMORY_LIMIT, id="allocates 3 GiB"),
        pytest.param("spin", Limits(cpu_seconds=1), Reason.CPU_LIMIT, id="spins"),
        pytest.param("sleep", Limits(wall_seconds=0.3), Reason.WALL_LIMIT, id="sleeps"),
        pytest.param("ignore_signals_and_sleep", Limits(wall_seconds=0.3), Reason.WALL_LIMIT, id="ignores signals"),
        pytest.param("abort", Limits(), Reason.KILLED_BY_SIGNAL, id="aborts"),
        pytest.param("read_null", Limits(), Reason.KILLED_BY_SIGNAL, id="reads address zero"),
        pytest.param("say_too_much", Limits(), Reason.RESULT_TOO_LARGE, id="answers 10 MB"),
        pytest.param("write_much", Limits(output_bytes=2 * MIB), Reason.OUTPUT_LIMIT, id="writes 64 MB"),
        pytest.param("refuse", Limits(), Reason.REFUSED, id="refuses"),
        pytest.param("stumble", Limits(), Reason.CRASHED, id="raises"),
        pytest.param("leave", Limits(), Reason.CRASHED, id="exits without a result"),
    ],
)
def test_a_hostile_job_ends_for_its_reason_and_the_next_one_works(sandbox, source, tmp_path, job, limits, reason):
    with pytest.raises(ChildFailed) as failure:
        sandbox.run(job, source=source, out_dir=tmp_path, limits=limits)
    assert failure.value.reason is reason
    assert json.loads(sandbox.run("echo", source=source))["size"] == 12


def test_a_refusal_carries_the_code_and_the_words_of_the_job(sandbox, source):
    with pytest.raises(ChildFailed) as failure:
        sandbox.run("refuse", source=source)
    assert (failure.value.code, failure.value.text) == ("too-many-pixels", "40,000 by 40,000")


def test_what_a_decoder_prints_goes_nowhere(sandbox, source):
    assert json.loads(sandbox.run("print_much", source=source)) == {"printed": True}


def test_an_unknown_job_is_a_crash_of_that_call_only(sandbox, source):
    with pytest.raises(ChildFailed) as failure:
        sandbox.run("no such job", source=source)
    assert failure.value.reason is Reason.CRASHED


def test_a_missing_file_is_the_callers_error(sandbox, tmp_path):
    with pytest.raises(FileNotFoundError):
        sandbox.run("echo", source=tmp_path / "absent")


def test_no_zombies_and_no_descriptors_are_left(sandbox, source):
    sandbox.run("echo", source=source)
    before = len(os.listdir(f"/proc/{server_pid(sandbox)}/fd"))
    for _ in range(20):
        sandbox.run("echo", source=source)
    assert children_of(server_pid(sandbox)) == []
    assert len(os.listdir(f"/proc/{server_pid(sandbox)}/fd")) == before


def test_processes_that_a_child_leaves_behind_are_ended(sandbox, source):
    sandbox.run("leave_children", source=source)
    assert children_of(server_pid(sandbox)) == []


def test_the_child_sees_no_secret_of_the_parent(source, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://canary")
    with Sandbox(jobs=HOSTILE) as fresh:
        seen = json.loads(fresh.run("tell_environment", source=source))
    assert set(seen["environ"]) <= {"MALLOC_ARENA_MAX", "OPENBLAS_NUM_THREADS", "LC_CTYPE"}


def test_the_child_holds_no_descriptor_of_the_parent(source):
    with socket.create_server(("127.0.0.1", 0)) as listener, Sandbox(jobs=HOSTILE) as fresh:
        os.set_inheritable(listener.fileno(), True)
        seen = json.loads(fresh.run("tell_environment", source=source))
    assert str(source) in seen["files"]
    assert [name for name in seen["files"] if name.startswith("socket:")] == []


def test_where_the_kernel_offers_it_files_and_network_are_out_of_reach(sandbox, tmp_path):
    if sandbox.isolation().level is not Level.FULL:
        pytest.skip(f"this kernel offers only {sandbox.isolation()}")
    secret, out_dir, given = tmp_path / "private" / "secret", tmp_path / "out", tmp_path / "given"
    secret.parent.mkdir()
    out_dir.mkdir()
    secret.write_text("canary")
    given.write_text("input")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        params = {"secret": str(secret), "port": listener.getsockname()[1], "pid": os.getpid()}
        outcome = json.loads(sandbox.run("touch_the_world", source=given, out_dir=out_dir, params=params))
    assert {name: result for name, result in outcome.items() if result == "done"} == {}
    assert list(out_dir.iterdir()) == []


def test_the_isolation_level_is_tried_out_and_told():
    isolation = isolation_level()
    assert str(isolation).startswith(isolation.level)
    assert (isolation.level is Level.LIMITS) == (isolation.landlock_abi == 0 and not isolation.syscall_filter)


def test_a_server_killed_while_idle_is_replaced_without_a_failure(source):
    with Sandbox(jobs=HOSTILE) as fresh:
        fresh.run("echo", source=source)
        os.kill(server_pid(fresh), signal.SIGKILL)
        time.sleep(0.05)
        assert json.loads(fresh.run("echo", source=source))["size"] == 12


def test_a_server_killed_in_the_middle_fails_that_job_and_its_child_dies_too(source):
    with Sandbox(jobs=HOSTILE) as fresh:
        fresh.run("echo", source=source)
        killed: list[int] = []

        def kill_server() -> None:
            time.sleep(0.3)
            killed.extend(children_of(server_pid(fresh)))
            os.kill(server_pid(fresh), signal.SIGKILL)

        killer = threading.Thread(target=kill_server)
        killer.start()
        with pytest.raises(ChildFailed) as failure:
            fresh.run("sleep", source=source)
        killer.join()
        assert failure.value.reason is Reason.CRASHED
        assert len(killed) == 1
        assert ends_soon(killed[0])
        assert json.loads(fresh.run("echo", source=source))["size"] == 12


def test_an_interrupted_call_leaves_no_answer_for_the_next_one(sandbox, source):
    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            sandbox.run("sleep", source=source)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert json.loads(sandbox.run("echo", source=source, params={"mine": True}))["params"] == {"mine": True}


def test_server_and_child_end_when_their_caller_is_killed(source):
    reader, writer = os.pipe()
    caller = os.fork()
    if caller == 0:
        sandbox = Sandbox(jobs=HOSTILE)
        sandbox.run("echo", source=source)
        os.write(writer, str(server_pid(sandbox)).encode())
        try:
            sandbox.run("sleep", source=source)
        finally:
            os._exit(0)
    server = int(os.read(reader, 32))
    os.close(reader)
    os.close(writer)
    time.sleep(0.3)
    family = [server, *children_of(server)]
    os.kill(caller, signal.SIGKILL)
    os.waitpid(caller, 0)
    assert len(family) == 2
    assert all(ends_soon(pid) for pid in family)


def test_a_forked_process_uses_a_server_of_its_own(sandbox, source):
    sandbox.run("echo", source=source)
    parents = server_pid(sandbox)
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            sandbox.run("echo", source=source)
            status = 0 if server_pid(sandbox) != parents else 2
            sandbox.close()
        finally:
            os._exit(status)
    assert os.waitpid(pid, 0)[1] == 0
    assert json.loads(sandbox.run("echo", source=source))["size"] == 12


def test_threads_may_share_a_sandbox(sandbox, source):
    sizes: list[int] = []
    threads = [
        threading.Thread(target=lambda: sizes.append(json.loads(sandbox.run("echo", source=source))["size"]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sizes == [12] * 8


def test_a_fork_with_limits_costs_a_few_milliseconds_of_cpu(sandbox, source):
    costs = []
    for _ in range(21):
        sandbox.run("echo", source=source)
        costs.append(sandbox.last_usage.cpu_seconds)
    assert sorted(costs)[10] < 0.010


def ends_soon(pid: int) -> bool:
    """Whether the process is gone, or at most a body that its new parent has not collected, within two seconds."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False
