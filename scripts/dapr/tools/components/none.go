// Package components takes the place of Dapr's own, which registers a hundred components by build tags and refuses to
// be built without: the sidecar built here registers what it needs itself, in ../daprd.
package components
