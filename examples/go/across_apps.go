package main

import "github.com/dapr/durabletask-go/workflow"

// Elsewhere lets another app do the work: first an activity of it, then a workflow of it.
func Elsewhere(ctx *workflow.WorkflowContext) (any, error) {
	var input struct {
		App    string `json:"app"`
		Number int    `json:"number"`
	}
	if err := ctx.GetInput(&input); err != nil {
		return nil, err
	}
	var n int
	err := ctx.CallActivity("Double",
		workflow.WithActivityInput(input.Number),
		workflow.WithActivityAppID(input.App),
	).Await(&n)
	if err != nil {
		return nil, err
	}
	err = ctx.CallChildWorkflow("Chain",
		workflow.WithChildWorkflowInput(n),
		workflow.WithChildWorkflowAppID(input.App),
	).Await(&n)
	if err != nil {
		return nil, err
	}
	return n, nil
}
