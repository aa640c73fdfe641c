/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.PERDURE_NEXT_DIST ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks types, tests included; a start should not do it once more.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // Pictures are served as they are: no sharp, which is 20 MB and one binary for each machine.
  images: { unoptimized: true },
  allowedDevOrigins: ['127.0.0.1'],
  serverExternalPackages: ['better-sqlite3', '@grpc/grpc-js', '@prisma/client', '@prisma/adapter-pg', 'pg', 'pino'],
};

export default config;
