package page

func (p *Pages) ordersRoutes() {}
