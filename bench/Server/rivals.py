"""The servers that Kontor is compared with, each with the durability that Kontor has."""
import os
import re
import shutil
import signal
import subprocess

import kontor
import processes

COMPARE = kontor.ROOT / "bench" / "compare"
LOTS = 100
BEST = 9_000_000_000_000


class Cluster:
    """A PostgreSQL with the settings that Kontor's own one has, and room for the connections of the others."""

    def __init__(self, like):
        self.directory = processes.directory("postgres")
        self.log = f"{processes.directory()}/postgres.log"
        settings = dict(line.split("|") for line in like.sql(
            "SELECT name, current_setting(name) FROM pg_settings WHERE source = 'command line'").splitlines())
        self.version = like.sql("SHOW server_version").strip()
        binaries = like.sql("SELECT setting FROM pg_config WHERE name = 'BINDIR'").strip()
        settings |= {"unix_socket_directories": self.directory, "max_connections": "200", "cluster_name": "compare"}
        processes.run(
            [f"{binaries}/initdb", "-D", f"{self.directory}/data", "-U", "postgres", "--auth", "trust", "-k",
             "--encoding", "UTF8", "--locale", "C.UTF-8"], as_user="postgres", cwd="/")
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self.process = processes.start(
            [f"{binaries}/postgres", "-D", f"{self.directory}/data", *options], self.log, as_user="postgres",
            stop=signal.SIGINT)
        self.wait(binaries)
        kontor.psql(self.directory, "postgres", "CREATE DATABASE compare")
        self.sql((COMPARE / "house.sql").read_text())
        self.sql(orders())

    def wait(self, binaries):
        subprocess.run(
            [f"{binaries}/pg_isready", "-q", "-h", self.directory, "-t", "30"], timeout=60, check=False)
        while subprocess.run([f"{binaries}/pg_isready", "-q", "-h", self.directory]).returncode != 0:
            if self.process.poll() is not None:
                raise RuntimeError(f"PostgreSQL does not start:\n{processes.tail(self.log)}")

    def sql(self, script):
        return kontor.psql(self.directory, "compare", script)

    def reset(self):
        self.sql(f"""
            TRUNCATE bid, lot CASCADE;
            INSERT INTO lot (id, best) SELECT n, {BEST} FROM generate_series(1, {LOTS}) n;
            VACUUM ANALYZE; CHECKPOINT;""")


def orders():
    own = "('01932f7c-0003-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid"
    return f"""
        INSERT INTO purchase_order (id, number, title, currency, total, street, locality, postal_code, country,
          delivery_date, life)
        SELECT {own}, 'B-' || n, 'Cables', 'EUR', 9000000, 'Große Petersgrube 1', 'Lübeck', '23552', 'DE',
          current_date + 60, 'open' FROM generate_series(0, 1023) n;
        INSERT INTO order_line SELECT {own}, line, 'Cable ' || line, '31320000-5', 1000000, 'MTR'
        FROM generate_series(0, 1023) n, generate_series(1, 3) line;"""


class WebServer:
    """A server that answers the same requests as Kontor; the load generator does not know the difference."""

    def __init__(self, name, cluster, command):
        self.name = name
        self.cluster = cluster
        self.port = processes.free_port()
        self.log = f"{processes.directory()}/{name}.log"
        command = [part.replace("PORT", str(self.port)) for part in command]
        self.process = processes.start(
            command, self.log, env={"BENCH_SOCKETS": cluster.directory, "PORT": str(self.port), "PYTHONPATH": COMPARE})
        processes.wait_for_port(self.process, self.port)

    def document(self, lots, stage):
        self.cluster.reset()
        return {
            "host": "127.0.0.1", "port": self.port, "ceiling": BEST, "bidders": stage.bidder_tokens,
            "auctions": [{"id": str(number)} for number in range(1, lots + 1)], "viewers": []}


def fastapi(cluster, cache):
    """Its packages come from the package index, into a directory that is kept for the next time."""
    python = cache / "venv" / "bin" / "python"
    if not python.exists():
        processes.run(["python3", "-m", "venv", str(cache / "venv")])
        processes.run([str(python), "-m", "pip", "install", "-q", "-r", str(COMPARE / "requirements.txt")])
    return WebServer("FastAPI", cluster, [
        str(python), "-m", "uvicorn", "web:app", "--port", "PORT", "--workers", "2", "--log-level", "warning",
        "--no-access-log"])


def go(cluster, cache):
    if shutil.which("go") is None:
        return None
    program = cache / "web-go"
    packages = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": str(cache / "go"), "GOFLAGS": ""}
    processes.run(["go", "build", "-o", str(program), str(COMPARE / "web.go")], env={**os.environ, **packages})
    return WebServer("Go", cluster, [str(program)])


class PlainFunction:
    """The bid as a function of the database, called by pgbench: no web server at all."""

    name = "PostgreSQL function"

    def __init__(self, cluster):
        self.cluster = cluster

    def bids(self, script, seconds, clients=64):
        self.cluster.reset()
        text = processes.run([
            "pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T", str(max(1, round(seconds))),
            "-h", self.cluster.directory, "-U", "postgres", "-f", str(COMPARE / f"{script}.pgbench"), "compare"])
        return {"acceptedPerSecond": float(re.search(r"tps = ([\d.]+)", text)[1])}


class Redis:
    """A script in Redis that keeps every bid in an append-only file, synchronised before the answer."""

    name = "Redis"
    broker = "redis"

    def __init__(self):
        self.directory = processes.directory()
        self.port = processes.free_port()
        self.process = processes.start(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--dir", self.directory, "--save", "",
             "--appendonly", "yes", "--appendfsync", "always", "--maxclients", "15000"],
            f"{self.directory}/redis.log")
        processes.wait_for_port(self.process, self.port)

    def call(self, *words):
        return processes.run(["redis-cli", "-p", str(self.port), *words])

    def bids(self, script, seconds, clients=64):
        """As many as an earlier, shorter run says will take so long."""
        digest = self.call("SCRIPT", "LOAD", (COMPARE / "bid.lua").read_text()).strip()
        self.call("FLUSHALL")
        rate = self.measure(digest, script, 20_000, clients)
        return {"acceptedPerSecond": self.measure(digest, script, max(20_000, round(rate * seconds)), clients)}

    def measure(self, digest, script, count, clients):
        key = "lot" if script == "hot" else "lot:__rand_int__"
        text = processes.run(
            ["redis-benchmark", "-p", str(self.port), "-c", str(clients), "-n", str(count), "-r", str(LOTS), "--csv",
             "EVALSHA", digest, "1", key, "company 17"])
        return float(text.strip().splitlines()[-1].split(",")[-7].strip('"'))


class Nats:
    """A broker that keeps nothing: for the messages to viewers alone."""

    name = "NATS"
    broker = "nats"

    def __init__(self):
        self.port = processes.free_port()
        self.process = processes.start(
            ["nats-server", "-a", "127.0.0.1", "-p", str(self.port)], f"{processes.directory()}/nats.log")
        processes.wait_for_port(self.process, self.port)


def all_of(kontor_server, cache):
    """Those for which everything is installed, with what is missing for the others."""
    cluster = Cluster(kontor_server)
    makers = {"FastAPI": lambda: fastapi(cluster, cache), "Go": lambda: go(cluster, cache),
              "PostgreSQL function": lambda: PlainFunction(cluster), "Redis": Redis, "NATS": Nats}
    found, missing = [], []
    for name, make in makers.items():
        try:
            rival = make()
        except (OSError, RuntimeError, subprocess.CalledProcessError) as fault:
            rival, fault = None, str(getattr(fault, "stderr", None) or fault)
            missing.append(f"{name}: {fault.strip().splitlines()[-1] if fault.strip() else 'failed'}")
        if rival:
            found.append(rival)
        elif not missing or not missing[-1].startswith(name):
            missing.append(f"{name}: not installed")
    return found, missing
