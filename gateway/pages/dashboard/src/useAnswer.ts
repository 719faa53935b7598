/** The answer to an operation, for as long as its question stands; an older answer is never shown for a newer question. */
import { useEffect, useState } from "react";
import { ask, GraphRefusal } from "./graph";

export interface Answering<Data> {
  data: Data | undefined;
  refusal: GraphRefusal | undefined;
  /** Asks again. */
  again(): void;
}

export function useAnswer<Data>(token: string, operation: string, variables: Record<string, unknown>): Answering<Data> {
  const question = JSON.stringify([token, operation, variables]);
  const [turn, setTurn] = useState(0);
  const [answered, setAnswered] = useState<{ question: string; data?: Data; refusal?: GraphRefusal }>();
  useEffect(() => {
    let current = true;
    ask<Data>(token, operation, variables).then(
      (data) => current && setAnswered({ question, data }),
      (error: unknown) =>
        current &&
        setAnswered({ question, refusal: error instanceof GraphRefusal ? error : new GraphRefusal("NETWORK", String(error)) }),
    );
    return () => {
      current = false;
    };
    // The question says all that the operation and its variables say.
  }, [question, turn]);
  const own = answered?.question === question ? answered : undefined;
  return { data: own?.data, refusal: own?.refusal, again: () => setTurn((before) => before + 1) };
}
