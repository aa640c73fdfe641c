// Dapr's own sidecar with the four state stores that Perdure reads, and without the hundred components that it does not
// need: compiling those takes most of an hour.
package main

import (
	"github.com/dapr/components-contrib/nameresolution/mdns"
	postgresV1 "github.com/dapr/components-contrib/state/postgresql/v1"
	postgresV2 "github.com/dapr/components-contrib/state/postgresql/v2"
	"github.com/dapr/components-contrib/state/redis"
	"github.com/dapr/components-contrib/state/sqlite"
	"github.com/dapr/dapr/cmd/daprd/app"
	"github.com/dapr/dapr/pkg/components"
	"github.com/dapr/dapr/pkg/components/nameresolution"
	"github.com/dapr/dapr/pkg/components/state"
)

func main() {
	nameresolution.DefaultRegistry.RegisterComponent(mdns.NewResolver, "mdns")
	state.DefaultRegistry.RegisterComponent(redis.NewRedisStateStore, "redis")
	state.DefaultRegistry.RegisterComponent(sqlite.NewSQLiteStateStore, "sqlite")
	state.DefaultRegistry.RegisterComponentWithVersions("postgresql", components.Versioning{
		Preferred: components.VersionConstructor{Version: "v2", Constructor: postgresV2.NewPostgreSQLStateStore},
		Others: []components.VersionConstructor{
			{Version: "v1", Constructor: postgresV1.NewPostgreSQLStateStore},
		},
		Default: "v1",
	})
	app.Run()
}
