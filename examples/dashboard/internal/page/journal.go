package page

func (p *Pages) journalRoutes() {}
