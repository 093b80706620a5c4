/** How a worker thread starts: reading and counting, and what to do with them. */
import { load } from './load.js';

load('rolldown-runtime', 'engine', 'thread');
