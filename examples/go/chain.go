package main

import "github.com/dapr/durabletask-go/workflow"

// Chain calls three activities, each with the result of the one before.
func Chain(ctx *workflow.WorkflowContext) (any, error) {
	var n int
	if err := ctx.GetInput(&n); err != nil {
		return nil, err
	}
	for _, step := range []workflow.Activity{Double, AddOne, Double} {
		if err := ctx.CallActivity(step, workflow.WithActivityInput(n)).Await(&n); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// ParentOrder waits for a child workflow and goes on with its result.
func ParentOrder(ctx *workflow.WorkflowContext) (any, error) {
	var n int
	if err := ctx.GetInput(&n); err != nil {
		return nil, err
	}
	if err := ctx.CallChildWorkflow(Chain, workflow.WithChildWorkflowInput(n)).Await(&n); err != nil {
		return nil, err
	}
	if err := ctx.CallActivity(AddOne, workflow.WithActivityInput(n)).Await(&n); err != nil {
		return nil, err
	}
	return n, nil
}
