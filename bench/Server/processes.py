"""Processes that the benchmark starts, and that end with it: each by its own number, and no others."""
import os
import pwd
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import time

started = []
directories = []


def start(command, log, env=None, as_user=None, stop=signal.SIGTERM):
    """Starts a program whose output goes to a file. It ends with us, however we end; `stop` ends it in order."""
    with open(log, "ab") as output:
        process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", *as_account(command, as_user)], stdin=subprocess.DEVNULL,
            stdout=output, stderr=output, env={**os.environ, **(env or {})}, start_new_session=True)
    process.log, process.stop = log, stop
    started.append(process)
    return process


def run(command, as_user=None, **options):
    return subprocess.run(as_account(command, as_user), check=True, capture_output=True, text=True, **options).stdout


def as_account(command, user):
    """PostgreSQL refuses to run as root."""
    if user is None or os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid", user, "--regid", user, "--init-groups", "--pdeathsig", "TERM", *command]


def end(process, seconds=60):
    if process in started:
        started.remove(process)
    if process.poll() is None:
        process.send_signal(process.stop)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def end_everything():
    for process in reversed(list(started)):
        end(process)
    for directory in directories:
        shutil.rmtree(directory, ignore_errors=True)


def directory(owner=None):
    """A new directory below /tmp that is removed at the end."""
    path = tempfile.mkdtemp(prefix="kontor-bench-", dir="/tmp")
    os.chmod(path, 0o755)
    directories.append(path)
    if owner and os.geteuid() == 0:
        account = pwd.getpwnam(owner)
        os.chown(path, account.pw_uid, account.pw_gid)
    return path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(process, port, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args[0]} does not listen:\n{tail(process.log)}")


def tail(log, lines=20):
    with open(log, errors="replace") as file:
        return "".join(file.readlines()[-lines:])


def raise_limits():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def interrupt_on_signals():
    def interrupt(number, frame):
        raise KeyboardInterrupt
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)


def cpu_seconds(pid):
    """Of the process and what descends from it."""
    ticks = os.sysconf("SC_CLK_TCK")
    return sum(spent for member, spent in all_cpu(pid)) / ticks


def all_cpu(root):
    parents, spent = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(name)], spent[int(name)] = int(fields[1]), int(fields[11]) + int(fields[12])
    for member in spent:
        ancestor = member
        while ancestor not in (root, 0, 1) and ancestor in parents:
            ancestor = parents[ancestor]
        if ancestor == root:
            yield member, spent[member]
