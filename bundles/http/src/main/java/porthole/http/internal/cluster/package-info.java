// SPDX-License-Identifier: Apache-2.0
/** What clients ask of a cluster: topology, node, version, configuration. */
@NullMarked
package porthole.http.internal.cluster;

import org.jspecify.annotations.NullMarked;
