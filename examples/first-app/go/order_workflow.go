package main

import (
	"errors"
	"time"

	"github.com/dapr/durabletask-go/task"
	"github.com/dapr/durabletask-go/workflow"
)

// Orders with more items than this need a person's approval.
const approvalLimit = 3

// Order is what the workflow is started with.
type Order struct {
	ID    string   `json:"id"`
	Items []string `json:"items"`
}

// OrderResult is what it ends with.
type OrderResult struct {
	Status   string   `json:"status"`
	Reserved []string `json:"reserved"`
	Parcel   string   `json:"parcel,omitempty"`
}

// OrderWorkflow reserves all items at once, waits for an approval of large orders, and ships. It is run again from its
// history after every step, so it must do nothing by itself: what depends on time, chance or other systems belongs into
// activities.
func OrderWorkflow(ctx *workflow.WorkflowContext) (any, error) {
	var order Order
	if err := ctx.GetInput(&order); err != nil {
		return nil, err
	}
	reserved, err := reserveAll(ctx, order.Items)
	if err != nil {
		return nil, err
	}
	if len(order.Items) > approvalLimit {
		var isApproved bool
		err := ctx.WaitForExternalEvent("Approval", 24*time.Hour).Await(&isApproved)
		if errors.Is(err, task.ErrTaskCanceled) {
			return OrderResult{Status: "timed out", Reserved: reserved}, nil
		}
		if err != nil {
			return nil, err
		}
		if !isApproved {
			return OrderResult{Status: "rejected", Reserved: reserved}, nil
		}
	}
	var parcel string
	if err := ctx.CallActivity(ShipOrder, workflow.WithActivityInput(order)).Await(&parcel); err != nil {
		return nil, err
	}
	return OrderResult{Status: "shipped", Reserved: reserved, Parcel: parcel}, nil
}

func reserveAll(ctx *workflow.WorkflowContext, items []string) ([]string, error) {
	tasks := make([]workflow.Task, len(items))
	for i, item := range items {
		tasks[i] = ctx.CallActivity(ReserveItem, workflow.WithActivityInput(item))
	}
	reserved := make([]string, len(items))
	for i, task := range tasks {
		if err := task.Await(&reserved[i]); err != nil {
			return nil, err
		}
	}
	return reserved, nil
}
