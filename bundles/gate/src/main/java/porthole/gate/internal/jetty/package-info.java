// SPDX-License-Identifier: Apache-2.0
/** What the gate needs from Jetty itself, outside of the servlet container. */
@NullMarked
package porthole.gate.internal.jetty;

import org.jspecify.annotations.NullMarked;
