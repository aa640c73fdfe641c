package main

import "github.com/dapr/durabletask-go/workflow"

func Double(ctx workflow.ActivityContext) (any, error) {
	return number(ctx, func(n int) int { return n * 2 })
}

func AddOne(ctx workflow.ActivityContext) (any, error) {
	return number(ctx, func(n int) int { return n + 1 })
}

func Square(ctx workflow.ActivityContext) (any, error) {
	return number(ctx, func(n int) int { return n * n })
}

func number(ctx workflow.ActivityContext, calculate func(int) int) (any, error) {
	var n int
	if err := ctx.GetInput(&n); err != nil {
		return nil, err
	}
	return calculate(n), nil
}
