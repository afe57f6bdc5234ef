// SPDX-License-Identifier: Apache-2.0
/** Changes of all documents that a query finds, in the background. */
@NullMarked
package porthole.http.internal.byquery;

import org.jspecify.annotations.NullMarked;
