/** The first file of a worker thread. */
import { load } from './load.js';

load('rolldown-runtime', 'engine', 'thread');
