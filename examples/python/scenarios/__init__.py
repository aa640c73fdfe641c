"""One small workflow per building block of Dapr Workflow."""
