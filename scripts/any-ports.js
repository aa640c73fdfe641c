/** Settings of a Perdure that takes whichever ports are free. */
export const anyPorts = {
  PERDURE_CONSOLE_PORT: '0',
  PERDURE_GRPC_PORT: '0',
  PERDURE_HTTP_PORT: '0',
  PERDURE_METRICS_PORT: '0',
};
