"""The usual Python server: FastAPI and asyncpg. A bid locks its lot, is compared, inserted and committed."""
import contextlib
import os
from decimal import Decimal

import asyncpg
import fastapi
import pydantic
from fastapi.responses import JSONResponse


@contextlib.asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(
        host=os.environ["BENCH_SOCKETS"], user="postgres", database="compare", min_size=16, max_size=16)
    yield
    await app.state.pool.close()


app = fastapi.FastAPI(lifespan=lifespan)


class Bid(pydantic.BaseModel):
    lot: str
    price: Decimal


@app.post("/api/auctions/{lot}/bids", status_code=201)
async def bid(lot: int, bid: Bid):
    price = int(bid.price * 100)
    async with app.state.pool.acquire() as connection, connection.transaction():
        best = await connection.fetchval("SELECT best FROM lot WHERE id = $1 FOR UPDATE", lot)
        if best is None:
            return JSONResponse({"reason": "unknownLot"}, 404)
        if price <= 0:
            return JSONResponse({"reason": "priceNotPositive"}, 422)
        position = await connection.fetchval(
            "INSERT INTO bid (lot, bidder, price) VALUES ($1, $2, $3) RETURNING id", lot, 1, price)
        await connection.execute("UPDATE lot SET best = $2, bids = bids + 1 WHERE id = $1", lot, min(price, best))
    return {"position": position, "lot": bid.lot, "price": str(bid.price), "rank": 1}


@app.get("/api/orders/{id}")
async def order(id: str):
    async with app.state.pool.acquire() as connection:
        found = await connection.fetchrow("SELECT * FROM purchase_order WHERE id = $1", id)
        if found is None:
            return JSONResponse({"reason": "notFound"}, 404)
        lines = await connection.fetch("SELECT * FROM order_line WHERE order_id = $1 ORDER BY number", id)
    return {**found, "lines": [dict(line) for line in lines]}
