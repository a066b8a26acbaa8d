package gombashoptest

import (
	"net/http"
	"strings"

	"github.com/skladmost/skladmost/gombashop/internal/wire"
)

func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()

	for pattern, handle := range map[string]func(http.ResponseWriter, *http.Request){
		"GET /ping":                  s.ping,
		"GET /statuses":              s.listStatuses,
		"GET /categories":            s.listCategories,
		"POST /categories/bulk":      s.writeCategories,
		"GET /products":              s.listProducts,
		"POST /products/bulk":        s.writeProducts,
		"POST /products/delete":      s.deleteProducts,
		"POST /stock/bulk":           s.writeStock,
		"GET /customers":             s.listCustomers,
		"POST /customers/bulk":       s.writeCustomers,
		"GET /orders":                s.listOrders,
		"GET /orders/{id}":           s.getOrder,
		"POST /orders/{id}/ack":      s.ackOrder,
		"PUT /orders/{id}/usn":       s.setUSN,
		"POST /orders/{id}/receipts": s.addReceipt,
		"POST /mappings/bulk":        s.writeMappings,
		"GET /vouchers":              s.listVouchers,
		"GET /promo-codes":           s.listPromoCodes,
	} {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" "+BasePath+path, handle)
	}

	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fail(w, http.StatusNotFound, wire.CodeNotFound, "there is no "+r.Method+" "+r.URL.Path)
	})

	return mux
}

func (s *Server) ping(w http.ResponseWriter, _ *http.Request) {
	reply(w, wire.Ping{
		ShopID: s.opts.shopID, ShopName: s.opts.shopName, ModuleActive: true, APIVersion: "1",
		Currency: s.opts.currency, ServerTime: s.opts.now().UTC(),
	})
}
