#!/usr/bin/env node
require('../dist/cli/load.cjs').load('rolldown-runtime', 'engine', 'core', 'main');
