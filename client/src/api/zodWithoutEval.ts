import { z } from 'zod';

// Code at import time, for once: zod tries whether it may compile code as soon as the first schema is made, which the
// content security policy and Trusted Types forbid and report. Schemas are made while modules are loaded, so
// this has to be loaded before them.
z.config({ jitless: true });
