// SPDX-License-Identifier: Apache-2.0
/** The table of routes and what carries a request through it. */
@NullMarked
package porthole.http.internal.route;

import org.jspecify.annotations.NullMarked;
