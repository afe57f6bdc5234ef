// SPDX-License-Identifier: Apache-2.0
/** Queries, as clients ask them and read their answers. */
@NullMarked
package porthole.http.internal.query;

import org.jspecify.annotations.NullMarked;
