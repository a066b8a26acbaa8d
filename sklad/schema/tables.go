package schema

// Tables are the tables of schema 3.07, in the order in which they are made.
func Tables() []Table {
	return []Table{
		applicationLog(), cashBook(), configuration(), currencies(), currenciesHistory(), documents(), ecrReceipts(),
		goods(), goodsGroups(), internalLog(), lots(), network(), nextAcct(), objects(), objectsGroups(), operations(),
		operationType(), partners(), partnersGroups(), payments(), paymentTypes(), priceRules(), registration(), store(),
		system(), transformations(), users(), usersGroups(), usersSecurity(), vatGroups(),
	}
}
