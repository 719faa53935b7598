import { GraphQLError } from "graphql";
import { StoreUnavailable } from "../store/storeUnavailable";
import { publicErrors } from "./publicErrors";
import { denied, refused } from "./refused";

const told: unknown[] = [];
const shown = (error: GraphQLError) => publicErrors([error], (cause) => told.push(cause))[0]!;
beforeEach(() => told.splice(0));

describe("an error of a subgraph", () => {
  it("B14 says nothing of what the driver said: no SQL, no host, no person", () => {
    const cause = new Error("SELECT name FROM person WHERE id_number = '11010519491231002X' at db-7:3306");
    const error = shown(new GraphQLError(cause.message, { path: ["person", 0, "name"], originalError: cause }));
    expect(error).toEqual({
      message: "the department could not answer",
      path: ["person", 0, "name"],
      extensions: { code: "INTERNAL_SERVER_ERROR" },
    });
    expect(told).toEqual([cause]);
  });

  it("K06 of a store that does not answer is SECTOR_UNAVAILABLE", () => {
    const error = shown(new GraphQLError("x", { originalError: new StoreUnavailable("ECONNREFUSED") }));
    expect(error.extensions).toEqual({ code: "SECTOR_UNAVAILABLE" });
    expect(told).toHaveLength(1);
  });

  it("keeps a code of the short list, and no other extension", () => {
    const error = shown(new GraphQLError("secret", { extensions: { code: "BAD_USER_INPUT", stack: "x", value: "secret" } }));
    expect(error).toEqual({ message: "an argument is not acceptable", extensions: { code: "BAD_USER_INPUT" } });
    expect(told).toEqual([]);
  });

  it("keeps the problem that a resolver names, of the closed list and with its code", () => {
    expect(shown(refused("NOT_FOUND")).extensions).toEqual({ code: "BAD_USER_INPUT", problem: "NOT_FOUND" });
    const other = new GraphQLError("x", { extensions: { code: "BAD_USER_INPUT", problem: "120115199001019909" } });
    expect(shown(other).extensions).toEqual({ code: "BAD_USER_INPUT" });
    expect(shown(denied())).toEqual({ message: "not opened by the warrant", extensions: { code: "ACCESS_DENIED" } });
  });

  it.each(["EVERYTHING_FINE", "toString", "__proto__", 7, undefined])("with the code %s is internal", (code) => {
    expect(shown(new GraphQLError("x", { extensions: { code } })).extensions.code).toBe("INTERNAL_SERVER_ERROR");
  });
});
