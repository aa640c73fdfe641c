package main

import "github.com/dapr/durabletask-go/workflow"

// ReserveItem sets aside one item of an order. An activity may do anything: call a service, write to a database.
func ReserveItem(ctx workflow.ActivityContext) (any, error) {
	var item string
	if err := ctx.GetInput(&item); err != nil {
		return nil, err
	}
	return item + " reserved", nil
}

// ShipOrder hands the parcel over and answers its number.
func ShipOrder(ctx workflow.ActivityContext) (any, error) {
	var order Order
	if err := ctx.GetInput(&order); err != nil {
		return nil, err
	}
	return "parcel-" + order.ID, nil
}
