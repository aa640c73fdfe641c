/** Where the workflow engine answers: the two settings that any Dapr app has. */
export const connection = {
  daprHost: process.env['DAPR_HOST'] ?? '127.0.0.1',
  daprPort: process.env['DAPR_GRPC_PORT'] ?? '50001',
};
