// A first workflow app.
//
//	go run .            runs the worker
//	go run . order 3    starts an order of three items and waits a little for its end
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/dapr/durabletask-go/workflow"
	"github.com/dapr/go-sdk/client"
)

const patience = 10 * time.Second

func main() {
	client.SetLogger(log.New(io.Discard, "", 0))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	// Where to connect to is read from DAPR_GRPC_ENDPOINT or DAPR_GRPC_PORT, which `perdure run` and `perdure dev` set.
	workflows, err := client.NewWorkflowClient()
	if err != nil {
		return err
	}
	switch {
	case len(args) == 0:
		return work(ctx, workflows)
	case len(args) == 2 && args[0] == "order":
		return startOrder(ctx, workflows, args[1])
	default:
		return errors.New("usage: go run . [order NUMBER-OF-ITEMS]")
	}
}

// work serves workflows and activities until ctx ends.
func work(ctx context.Context, workflows *workflow.Client) error {
	registry := workflow.NewRegistry()
	if err := registry.AddWorkflow(OrderWorkflow); err != nil {
		return err
	}
	for _, activity := range []workflow.Activity{ReserveItem, ShipOrder} {
		if err := registry.AddActivity(activity); err != nil {
			return err
		}
	}
	if err := workflows.StartWorker(ctx, registry); err != nil {
		return err
	}
	fmt.Println("Worker started")
	<-ctx.Done()
	return nil
}

// startOrder starts one order and prints its result, or what it waits for.
func startOrder(ctx context.Context, workflows *workflow.Client, number string) error {
	count, err := strconv.Atoi(number)
	if err != nil {
		return fmt.Errorf("%q is not a whole number", number)
	}
	order := Order{ID: fmt.Sprintf("order-%d", time.Now().UnixMilli())}
	for i := 1; i <= count; i++ {
		order.Items = append(order.Items, fmt.Sprintf("item-%d", i))
	}
	id, err := workflows.ScheduleWorkflow(ctx, "OrderWorkflow", workflow.WithInput(order), workflow.WithInstanceID(order.ID))
	if err != nil {
		return err
	}
	fmt.Println("Started", id)
	wait, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	end, err := workflows.WaitForWorkflowCompletion(wait, id, workflow.WithFetchPayloads(true))
	if err != nil {
		fmt.Printf("%s waits for its approval: perdure workflow raise-event %s Approval --input true\n", id, id)
		return nil
	}
	fmt.Printf("%s: %s\n", id, end.Output.GetValue())
	return nil
}
