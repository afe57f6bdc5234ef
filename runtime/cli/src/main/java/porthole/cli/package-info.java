// SPDX-License-Identifier: Apache-2.0
/**
 * The command-line tools: they ask a running server over HTTP, or look at it from outside, and
 * print what they see.
 */
@NullMarked
package porthole.cli;

import org.jspecify.annotations.NullMarked;
