// Preloaded into processes that are not ours to edit: when the process that started them is gone, they end as well.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
