package page

func (p *Pages) receiptsRoutes() {}
