package main

import "github.com/dapr/durabletask-go/workflow"

// FanOut runs n activities at once and adds up what they return.
func FanOut(ctx *workflow.WorkflowContext) (any, error) {
	var n int
	if err := ctx.GetInput(&n); err != nil {
		return nil, err
	}
	tasks := make([]workflow.Task, n)
	for i := range tasks {
		tasks[i] = ctx.CallActivity(Square, workflow.WithActivityInput(i+1))
	}
	sum := 0
	for _, task := range tasks {
		var square int
		if err := task.Await(&square); err != nil {
			return nil, err
		}
		sum += square
	}
	return sum, nil
}
