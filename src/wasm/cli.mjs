#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// In: the command line. Out: a command done, and its exit status.
import { main } from "./node.mjs";

process.exitCode = await main(process.argv.slice(2));
