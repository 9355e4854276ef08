// The usual Go server: net/http and pgx. A bid locks its lot, is compared, inserted and committed.
// Built from Debian's packages alone: GO111MODULE=off GOPATH=/usr/share/gocode go build web.go
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v4"
	"github.com/jackc/pgx/v4/pgxpool"
)

var pool *pgxpool.Pool

var errRefused = errors.New("refused")

type bid struct {
	Lot   string `json:"lot"`
	Price string `json:"price"`
}

func cents(text string) (int64, error) {
	whole, rest, _ := strings.Cut(text, ".")
	return strconv.ParseInt(whole+(rest + "00")[:2], 10, 64)
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	body, _ := json.Marshal(value)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
}

func placeBid(w http.ResponseWriter, r *http.Request) {
	path := strings.Split(r.URL.Path, "/")
	if len(path) != 5 || path[4] != "bids" {
		answer(w, 404, map[string]string{"reason": "notFound"})
		return
	}
	lot, err := strconv.Atoi(path[3])
	var offer bid
	if err == nil {
		err = json.NewDecoder(r.Body).Decode(&offer)
	}
	price, malformed := cents(offer.Price)
	if err != nil || malformed != nil {
		answer(w, 400, map[string]string{"reason": "malformed"})
		return
	}
	var best, position int64
	err = pool.BeginFunc(r.Context(), func(tx pgx.Tx) error {
		if err := tx.QueryRow(r.Context(), "SELECT best FROM lot WHERE id = $1 FOR UPDATE", lot).Scan(&best); err != nil {
			return err
		}
		if price <= 0 {
			return errRefused
		}
		if err := tx.QueryRow(r.Context(), "INSERT INTO bid (lot, bidder, price) VALUES ($1, $2, $3) RETURNING id",
			lot, 1, price).Scan(&position); err != nil {
			return err
		}
		if price < best {
			best = price
		}
		_, err := tx.Exec(r.Context(), "UPDATE lot SET best = $2, bids = bids + 1 WHERE id = $1", lot, best)
		return err
	})
	switch {
	case errors.Is(err, errRefused):
		answer(w, 422, map[string]string{"reason": "priceNotPositive"})
	case err != nil:
		answer(w, 500, map[string]string{"reason": err.Error()})
	default:
		answer(w, 201, map[string]any{"position": position, "lot": offer.Lot, "price": offer.Price, "rank": 1})
	}
}

type line struct {
	Number      int    `json:"number"`
	Description string `json:"description"`
	Category    string `json:"category"`
	Quantity    int64  `json:"quantity"`
	Unit        string `json:"unit"`
}

type order struct {
	ID           string    `json:"id"`
	Number       string    `json:"number"`
	Title        string    `json:"title"`
	Currency     string    `json:"currency"`
	Total        int64     `json:"total"`
	Street       string    `json:"street"`
	Locality     string    `json:"locality"`
	PostalCode   string    `json:"postalCode"`
	Country      string    `json:"country"`
	DeliveryDate time.Time `json:"deliveryDate"`
	Life         string    `json:"life"`
	CreatedAt    time.Time `json:"createdAt"`
	Lines        []line    `json:"lines"`
}

func getOrder(w http.ResponseWriter, r *http.Request) {
	id := strings.TrimPrefix(r.URL.Path, "/api/orders/")
	o := order{ID: id}
	batch := &pgx.Batch{}
	batch.Queue(`SELECT number, title, currency, total, street, locality, postal_code, country, delivery_date, life,
		created_at FROM purchase_order WHERE id = $1`, id)
	batch.Queue(`SELECT number, description, category, quantity, unit FROM order_line WHERE order_id = $1
		ORDER BY number`, id)
	results := pool.SendBatch(r.Context(), batch)
	defer results.Close()
	err := results.QueryRow().Scan(&o.Number, &o.Title, &o.Currency, &o.Total, &o.Street, &o.Locality, &o.PostalCode,
		&o.Country, &o.DeliveryDate, &o.Life, &o.CreatedAt)
	if err == nil {
		o.Lines, err = lines(results)
	}
	if err != nil {
		answer(w, 404, map[string]string{"reason": err.Error()})
		return
	}
	answer(w, 200, o)
}

func lines(results pgx.BatchResults) ([]line, error) {
	rows, err := results.Query()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []line
	for rows.Next() {
		var l line
		if err := rows.Scan(&l.Number, &l.Description, &l.Category, &l.Quantity, &l.Unit); err != nil {
			return nil, err
		}
		found = append(found, l)
	}
	return found, rows.Err()
}

func main() {
	config, err := pgxpool.ParseConfig("host=" + os.Getenv("BENCH_SOCKETS") + " user=postgres dbname=compare")
	if err != nil {
		log.Fatal(err)
	}
	config.MaxConns = 32
	if pool, err = pgxpool.ConnectConfig(context.Background(), config); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/api/auctions/", placeBid)
	http.HandleFunc("/api/orders/", getOrder)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
