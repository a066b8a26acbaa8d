package page

func (p *Pages) matchRoutes() {}
