import type { FailureKind } from '@kurrier/shared/failure/failure';

/**
 * What the system's library says of a connection in other languages (glibc's translations of errno and of getaddrinfo), where the words
 * are not those that mail programs use. Folded as `foldLetters` does.
 */
export const systemErrorsAbroad: readonly (readonly [RegExp, FailureKind])[] = [
  [
    /(?:tempora[ilnr]|временн|tymczasow|vorubergehend|docasn|tijdelijk)[^.;]{0,40}(?:namensauflosung|resolution|resolucion|resolucao|risoluzione|разрешени[ие] имен|rozwiazywani|preklad|naamresolutie)|(?:risoluzione|resolucion|resolucao|resolution|naamresolutie)[^.;]{0,40}temporan?/i,
    'net.dns_temporary',
  ],
  [/wartezeit[^.;]{0,30} abgelaufen|verbinding is verlopen|(?:spojeni|spojenie)[^.;]{0,20} vyprsel/i, 'net.timeout'],
  [/naam of dienst is (?:niet bekend|onbekend)/i, 'net.dns_not_found'],
  [
    /(?:ninguna|nenhuma|nessuna|nao ha|no hay|geen|ingen|zadna) (?:ruta|rota|rotta|route|rutt?)\b|\brede (?:esta )?(?:fora de alcance|inacessivel|inalcancavel)|netwerk is (?:onbereikbaar|niet bereikbaar)|への経路がありません/i,
    'net.unreachable',
  ],
  [/relais brise|verbinding is weggevallen|tuberia rota|pipe interrotta|обрыв канала|канал разорван/i, 'net.reset'],
];
