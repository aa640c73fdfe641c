/** Functions that workflows use where they need them, by name, with what they need themselves. */
export const flowParts: Readonly<Record<string, { readonly needs: readonly string[]; readonly text: string }>> = {
  forever: {
    needs: [],
    text: `// forever is a time-out that never comes.
const forever = time.Duration(-1)`,
  },
  hasCode: {
    needs: [],
    text: `// hasCode tells whether an activity or workflow failed with an error that begins with its code in brackets.
func hasCode(err error, code string) bool {
	return err != nil && strings.Contains(err.Error(), "["+code+"]")
}`,
  },
  holds: {
    needs: [],
    text: `// holds compares two values of no known type; what cannot be compared is not equal and not in order.
func holds(left any, operator string, right any) bool {
	order, isComparable := 0, false
	switch left := left.(type) {
	case float64:
		number, isNumber := right.(float64)
		order, isComparable = cmp.Compare(left, number), isNumber
	case string:
		text, isText := right.(string)
		order, isComparable = cmp.Compare(left, text), isText
	case bool:
		return operator == "=" && left == right
	}
	switch operator {
	case "=":
		return isComparable && order == 0
	case "<":
		return isComparable && order < 0
	case "<=":
		return isComparable && order <= 0
	case ">":
		return isComparable && order > 0
	default:
		return isComparable && order >= 0
	}
}`,
  },
  timerAt: {
    needs: ['timeUntil', 'failedTask'],
    text: `// timerAt fires at an instant, at once when there is none.
func timerAt(ctx *workflow.WorkflowContext, instant any) workflow.Task {
	rest, err := timeUntil(ctx, instant)
	if err != nil {
		return failedTask{err}
	}
	return ctx.CreateTimer(rest)
}`,
  },
  timerAfter: {
    needs: ['secondsOf'],
    text: `// timerAfter fires after so many seconds, at once when there is no number.
func timerAfter(ctx *workflow.WorkflowContext, seconds any) workflow.Task {
	return ctx.CreateTimer(secondsOf(seconds))
}`,
  },
  timeUntil: {
    needs: [],
    text: `// timeUntil tells how long it is from the workflow's own time to an instant.
func timeUntil(ctx *workflow.WorkflowContext, instant any) (time.Duration, error) {
	text, isText := instant.(string)
	if field, isField := instant.(*string); isField && field != nil {
		text, isText = *field, true
	}
	if !isText {
		return 0, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return 0, fmt.Errorf("%q is no instant: write it as 2030-12-31T18:00:00Z", text)
	}
	return max(0, at.Sub(ctx.CurrentTimeUTC())), nil
}`,
  },
  failedTask: {
    needs: [],
    text: `// failedTask could not be started.
type failedTask struct{ err error }

func (t failedTask) Await(any) error {
	return t.err
}

func (t failedTask) TaskExecutionId() string {
	return ""
}`,
  },
  secondsOf: {
    needs: ['numberOf'],
    text: `// secondsOf is a number of seconds as a duration.
func secondsOf(value any) time.Duration {
	return max(0, time.Duration(numberOf(value)*float64(time.Second)))
}`,
  },
  countOf: {
    needs: ['numberOf'],
    text: `// countOf is a number of times.
func countOf(value any) int {
	return max(0, int(numberOf(value)))
}`,
  },
  numberOf: {
    needs: [],
    text: `func numberOf(value any) float64 {
	switch value := value.(type) {
	case float64:
		return value
	case *float64:
		if value != nil {
			return *value
		}
	}
	return 0
}`,
  },
  itemsOf: {
    needs: [],
    text: `// itemsOf is the list that a value is; what is none has no items.
func itemsOf(value any) []any {
	items, _ := value.([]any)
	return items
}`,
  },
  convert: {
    needs: [],
    text: `// convert turns a value as it came into a typed one.
func convert(from, to any) error {
	text, err := json.Marshal(from)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, to)
}`,
  },
};
