// Imported by tests of components: what they wait for may come late on a machine that has much else to do.
import { configure } from '@testing-library/react';

configure({ asyncUtilTimeout: 10_000 });
