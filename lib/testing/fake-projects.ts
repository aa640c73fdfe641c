import type { Project, ProjectHost } from '@/lib/domain/project';

const PROJECT: Project = {
  ...{
    appId: 'pay',
    workers: ['pay'],
    language: 'javascript',
    folder: '/projects/pay',
    workflow: 'Pay',
    phase: 'running',
    log: [],
  },
};

/** Takes every wish and runs nothing. */
export const fakeProjects: ProjectHost = {
  list: async () => ({ missing: {}, projects: [] }),
  run: async () => PROJECT,
  stop: async () => ({ ...PROJECT, phase: 'stopped' }),
};
