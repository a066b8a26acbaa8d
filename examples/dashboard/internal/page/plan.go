package page

func (p *Pages) planRoutes() {}
