package page

// ordersWords are of the page Orders.
func ordersWords() vocabulary { return vocabulary{} }
