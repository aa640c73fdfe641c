package main

import "github.com/dapr/durabletask-go/workflow"

// Sleeper rests on a durable timer: the worker and the engine may stop meanwhile.
func Sleeper(ctx *workflow.WorkflowContext) (any, error) {
	var input struct {
		Seconds float64 `json:"seconds"`
	}
	if err := ctx.GetInput(&input); err != nil {
		return nil, err
	}
	if err := ctx.CreateTimer(seconds(input.Seconds)).Await(nil); err != nil {
		return nil, err
	}
	var n int
	if err := ctx.CallActivity(AddOne, workflow.WithActivityInput(0)).Await(&n); err != nil {
		return nil, err
	}
	return n, nil
}

type count struct {
	Count int `json:"count"`
	UpTo  int `json:"upTo"`
}

// Counter does one step and continues as new, so that its history stays short however far it counts.
func Counter(ctx *workflow.WorkflowContext) (any, error) {
	var input count
	if err := ctx.GetInput(&input); err != nil {
		return nil, err
	}
	var next int
	if err := ctx.CallActivity(AddOne, workflow.WithActivityInput(input.Count)).Await(&next); err != nil {
		return nil, err
	}
	if next < input.UpTo {
		ctx.ContinueAsNew(count{Count: next, UpTo: input.UpTo})
		return nil, nil
	}
	return next, nil
}
