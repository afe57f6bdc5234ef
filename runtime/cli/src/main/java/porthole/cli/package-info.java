// SPDX-License-Identifier: Apache-2.0
/** The command-line tools: they ask a running server over HTTP and print what it says. */
@NullMarked
package porthole.cli;

import org.jspecify.annotations.NullMarked;
