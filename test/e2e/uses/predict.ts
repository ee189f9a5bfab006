import { expect } from "vitest";

const SETOSA = { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 };

function send(url: string, body: string): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(`${url}/predict`, { method: "POST", body, headers });
}

/** What is wrong with a request, by field. */
async function faultsOf(url: string, body: unknown): Promise<unknown> {
  const response = await send(url, JSON.stringify(body));
  expect(response.status).toBe(400);
  return ((await response.json()) as { faults: unknown }).faults;
}

/** Asks for predictions, and makes the usual mistakes. */
export async function usePredict(url: string): Promise<void> {
  const response = await send(url, JSON.stringify(SETOSA));
  expect(response.status).toBe(200);
  const { species, probabilities } = (await response.json()) as {
    species: string;
    probabilities: Record<string, number>;
  };
  expect(species).toBe("setosa");
  expect(Object.keys(probabilities)).toEqual(["setosa", "versicolor", "virginica"]);
  expect(Object.values(probabilities).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 3);

  const { accuracy } = (await (await fetch(`${url}/model`)).json()) as { accuracy: number };
  expect(accuracy).toBeGreaterThanOrEqual(0.9);

  const features = "sepal_length, sepal_width, petal_length, petal_width";
  expect(await faultsOf(url, { ...SETOSA, petal_width: "thin", petal_length: -1 })).toEqual({
    petal_length: "expected more than 0 and at most 50 centimetres, got -1",
    petal_width: "expected a number of centimetres, got 'thin'",
  });
  expect(await faultsOf(url, { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4 })).toEqual({
    petal_width: "is missing",
  });
  expect(await faultsOf(url, { ...SETOSA, colour: "blue" })).toEqual({
    colour: `is unknown; the features are ${features}`,
  });
  expect(await faultsOf(url, [5.1, 3.5])).toEqual({ "": `expected an object with ${features}` });
  expect((await send(url, "{")).status).toBe(400);
  expect((await fetch(`${url}/predict`)).status).toBe(405);
}
