package page

func (p *Pages) settingsRoutes() {}
