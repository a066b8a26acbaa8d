package sklad

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"
)

// The statements of stock. Each takes a range of goods first.
const (
	storeQuery = "SELECT s.[GoodID] AS [GoodID], s.[ObjectID] AS [ObjectID], s.[Qtty] AS [Qtty] FROM {Store} s " +
		"WHERE s.[GoodID] >= ? AND s.[GoodID] <= ?"

	// A document is saved when Acct > 0; rows of PartnerID 0 or NULL only mark
	// where an object's range of numbers begins.
	ordersQuery = "SELECT o.[GoodID] AS [GoodID], o.[ObjectID] AS [ObjectID], o.[Acct] AS [Acct], o.[Qtty] AS [Qtty] " +
		"FROM {Operations} o WHERE o.[GoodID] >= ? AND o.[GoodID] <= ? AND o.[OperType] = ? " +
		"AND o.[Acct] > 0 AND o.[Qtty] > 0 AND o.[PartnerID] <> 0 " +
		"AND NOT EXISTS (SELECT t.[ID] FROM {Transformations} t WHERE t.[FromOperType] = ? AND t.[FromAcct] = o.[Acct])"

	youngOrders = ordersQuery + " AND (o.[UserRealTime] >= ? OR (o.[UserRealTime] IS NULL AND o.[Date] >= ?))"

	// The program's own availability test knows no age and no Transformations.
	programOrders = "SELECT o.[GoodID] AS [GoodID], o.[ObjectID] AS [ObjectID], o.[Qtty] AS [Qtty] " +
		"FROM {Operations} o WHERE o.[GoodID] >= ? AND o.[GoodID] <= ? AND o.[OperType] = ? AND o.[PartnerID] <> 0"

	// A restaurant order's ObjectID is the table; its SrcDocID is the object.
	programTables = "SELECT o.[GoodID] AS [GoodID], o.[SrcDocID] AS [ObjectID], o.[Qtty] AS [Qtty] " +
		"FROM {Operations} o WHERE o.[GoodID] >= ? AND o.[GoodID] <= ? AND o.[OperType] = ? AND o.[PartnerID] <> 0"
)

// operRestaurant is a restaurant's open table (Поръчка - ресторант).
const operRestaurant OperType = 33

// reserved sums what orders hold back of the goods from one id to another.
func (r *stockReader) reserved(ctx context.Context, from, to int64) (map[place]decimal.Decimal, error) {
	switch r.query.Reserved {
	case ReservedNone:
		return map[place]decimal.Decimal{}, nil
	case ReservedAll:
		d := r.session.Dialect()
		return r.add(ctx, youngOrders, from, to, OperOrder, OperOrder, d.Stamp(r.since, r.location), d.Day(r.since.In(r.location)))
	case ReservedOrders:
		return r.add(ctx, ordersQuery, from, to, OperOrder, OperOrder)
	case ReservedProgram:
		return r.program(ctx, from, to)
	default:
		return nil, fmt.Errorf("StockQuery.Reserved is %d: use one of the Reserved constants", r.query.Reserved)
	}
}

func (r *stockReader) program(ctx context.Context, from, to int64) (map[place]decimal.Decimal, error) {
	sums, err := r.add(ctx, programOrders, from, to, OperOrder)
	if err != nil {
		return nil, err
	}
	tables, err := r.add(ctx, programTables, from, to, operRestaurant)
	for at, qty := range tables {
		sums[at] = sums[at].Add(qty)
	}
	return sums, err
}
