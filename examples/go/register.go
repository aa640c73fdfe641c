package main

import "github.com/dapr/durabletask-go/workflow"

// register makes every workflow and activity of this app known under its function name.
func register() (*workflow.Registry, error) {
	registry := workflow.NewRegistry()
	for _, w := range []workflow.Workflow{
		Chain, FanOut, Approval, ParentOrder, Retrying, Counter, Sleeper, Listener, Status, Broken, Elsewhere,
	} {
		if err := registry.AddWorkflow(w); err != nil {
			return nil, err
		}
	}
	for _, a := range []workflow.Activity{Double, AddOne, Square, Flaky} {
		if err := registry.AddActivity(a); err != nil {
			return nil, err
		}
	}
	return registry, nil
}
