"""What is measured: each scenario sets its stage, lets the load generator run, and answers figures by name."""
import concurrent.futures
import json
import os
import statistics
import subprocess
import time

import processes
from stage import english

#: Of the server's 10 000 connections, what the bidders of the storm leave.
STORM_VIEWERS = 9_900


class Bench:
    def __init__(self, kontor, stage, load, rivals, options):
        self.kontor = kontor
        self.stage = stage
        self.load = load
        self.rivals = rivals
        self.options = options
        self.directory = processes.directory()

    def run_load(self, command, document, **options):
        """One run of the load generator on a stage; what it prints is JSON."""
        path = f"{self.directory}/{command}-{time.monotonic_ns()}.json"
        with open(path, "w") as file:
            json.dump(document, file)
        try:
            return self.run_plain(command, stage=path, **options)
        finally:
            os.unlink(path)

    def run_plain(self, command, **options):
        arguments = [str(part) for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
        done = subprocess.run([self.load, command, *arguments], capture_output=True, text=True, timeout=900)
        if done.returncode != 0:
            raise RuntimeError(f"bench-load {command}: {done.stderr}\n{processes.tail(self.kontor.log)}")
        return json.loads(done.stdout)

    def warm_up(self):
        return min(1.0, self.options.seconds / 3)


def median(runs, *path):
    values = [value for value in (dig(run, path) for run in runs) if value is not None]
    return statistics.median(values) if values else None


def dig(value, path):
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def bids(bench, connections, auctions, rivals=True):
    """Ours and the others, one after the other, so often that a quiet or a busy minute meets all of them."""
    runs = {"Kontor": []}
    for _ in range(bench.options.runs):
        rules = english(base=bench.options.step)
        with bench.stage.open_auctions(auctions, bidders=connections, rules=rules) as announced:
            ours = bench.stage.document(announced, bidders=connections)
            run = bench.run_load(
                "bids", ours, connections=connections, seconds=bench.options.seconds, warm_up=bench.warm_up())
            runs["Kontor"].append({**run, "inTheJournal": journalled(bench, announced)})
        for rival in bench.rivals if rivals else []:
            if not hasattr(rival, "bids") and not hasattr(rival, "document"):
                continue
            runs.setdefault(rival.name, []).append(rival_bids(bench, rival, connections, auctions))
    return runs


def journalled(bench, auctions):
    """How many bids the database holds: as many as were answered with 201, or the figures are worth nothing."""
    ids = ", ".join(f"'{auction['id']}'::uuid" for auction in auctions)
    return int(bench.kontor.sql(f"""
        SELECT count(*) FROM auction_journal WHERE auction_id = ANY (ARRAY[{ids}])
          AND position('"kind":"bidPlaced"'::bytea in event) > 0"""))


def rival_bids(bench, rival, connections, auctions):
    seconds = bench.options.seconds
    if hasattr(rival, "bids"):
        return rival.bids("hot" if auctions == 1 else "spread", seconds, connections)
    document = rival.document(auctions, bench.stage)
    return bench.run_load("bids", document, connections=connections, seconds=seconds, warm_up=bench.warm_up())


def steady(bench, rate=5_000):
    """Latency where the server is not busy all the time."""
    runs = []
    for _ in range(bench.options.runs):
        with bench.stage.open_auctions(1) as auctions:
            runs.append(bench.run_load(
                "bids", bench.stage.document(auctions), connections=64, seconds=bench.options.seconds, rate=rate,
                warm_up=bench.warm_up()))
    return {"Kontor": runs}


def orders(bench):
    ids = bench.stage.orders()
    ours = bench.stage.document([], orders=ids, readers=bench.stage.bidder_tokens)
    runs = {"Kontor": []}
    for _ in range(bench.options.runs):
        for name, port in [("Kontor", bench.kontor.port)] + [
                (rival.name, rival.port) for rival in bench.rivals if hasattr(rival, "document")]:
            runs.setdefault(name, []).append(bench.run_load(
                "orders", {**ours, "port": port}, connections=64, seconds=bench.options.seconds,
                warm_up=bench.warm_up()))
    return runs


def viewers(bench):
    count = 500 if bench.options.quick else 5_000
    repeats = 20 if bench.options.quick else 25
    with bench.stage.open_auctions(1) as auctions:
        ours = bench.run_load(
            "viewers", bench.stage.document(auctions), count=count, repeats=repeats, server=bench.kontor.pid)
    runs = {"Kontor": [ours]}
    for rival in bench.rivals:
        if hasattr(rival, "broker"):
            runs[rival.name] = [bench.run_plain(
                "fanout", broker=rival.broker, port=rival.port, count=count, repeats=repeats,
                bytes=ours["bytesPerEvent"])]
    return runs


def storm(bench):
    count, auctions, seconds, rate = (1_000, 10, 5, 200) if bench.options.quick else (STORM_VIEWERS, 100, 20, 2_000)
    with bench.stage.open_auctions(auctions) as announced:
        run = bench.run_load(
            "storm", bench.stage.document(announced), count=count, rate=rate, seconds=seconds,
            server=bench.kontor.pid)
    return {"Kontor": [{**run, "rate": rate}]}


def idle(bench):
    """Auctions open one after the other, a hundred in a second, stay open while nobody bids, and close likewise."""
    count, quiet = (100, 5) if bench.options.quick else (1_000, 20)
    spread = count / 100
    lead = 4 + count / 40
    first = time.time() + lead
    duration = round((spread + quiet + 3) * 1000)
    auctions = bench.stage.auctions(
        count, bidders=10, opens=lambda number: first + number / 100, rules=english(duration))
    late = time.time() - first
    if late > -2:
        raise RuntimeError(f"setting up took too long by {late + 2:.1f} seconds")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        watching = pool.submit(bench.run_load, "watch", bench.stage.document(auctions))
        time.sleep(max(0, first + spread + 1.5 - time.time()))
        used = idle_share(bench, quiet)
        return {"Kontor": [{**watching.result(), **used, "auctions": count}]}


def idle_share(bench, seconds):
    """Percent of one processor, of the server alone and of its database."""
    def spent():
        whole, database = processes.cpu_seconds(bench.kontor.pid), processes.cpu_seconds(bench.kontor.postgres_pid)
        return whole - database, database
    began, before = time.monotonic(), spent()
    time.sleep(seconds)
    passed, after = time.monotonic() - began, spent()
    return {name: round(100 * (after[index] - before[index]) / passed, 2)
            for index, name in enumerate(["serverPercent", "databasePercent"])}


def restart(bench):
    """Fills the journals of live auctions, stops the server in order, and takes the time until it serves again."""
    count, lines = (100, 100) if bench.options.quick else (1_000, 1_000)
    auctions = bench.stage.auctions(count, bidders=10)
    if bench.options.fill == "sql":
        fill_journals([auction["id"] for auction in auctions], lines, bench)
    else:
        document = bench.stage.document(auctions, bidders=10)
        bench.run_load("bids", document, connections=10, count=count * lines, seconds=900, warm_up=0)
    rows = int(bench.kontor.sql("SELECT count(*) FROM auction_journal j JOIN auction a ON a.id = j.auction_id "
                                "WHERE a.phase IN ('scheduled', 'open')"))
    runs = []
    for _ in range(3):
        bench.kontor.stop()
        seconds = bench.kontor.start()
        bench.stage.buyer.forget_connections()
        phase = bench.stage.buyer.call("GET", f"/api/auctions/{auctions[-1]['id']}")["phase"]
        runs.append({"seconds": round(seconds, 3), "rows": rows, "auctions": count, "phase": phase})
    return {"Kontor": runs}


def fill_journals(ids, lines, bench):
    """As if so many bids had been made in each auction. The server knows nothing of it until it reads them."""
    wanted = ", ".join(f"'{id}'::uuid" for id in ids)
    bidders = ", ".join(f"'{id}'" for id in bench.stage.bidders[:10])
    bench.kontor.sql(f"""
        BEGIN;
        INSERT INTO auction_journal (auction_id, position, event)
        SELECT a.id, a.position + n, convert_to('{{"position":' || a.position + n || ',"at":"'
          || to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
          || '","kind":"bidPlaced","lot":1,"bidder":"' || (ARRAY[{bidders}])[n % 10 + 1]
          || '","price":"' || 80000000000 - n || '.00","key":"fill-' || n
          || '","placedBy":"01932f7c-0002-7000-8000-00000000003c"}}', 'UTF8')
        FROM auction a, generate_series(0, {lines - 1}) n WHERE a.id = ANY (ARRAY[{wanted}]);
        UPDATE auction SET position = position + {lines} WHERE id = ANY (ARRAY[{wanted}]);
        COMMIT;""")
