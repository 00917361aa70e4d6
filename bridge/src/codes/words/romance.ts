import type { Vocabulary } from './vocabulary.ts';

/** French, Spanish, Catalan, Portuguese, Italian, Romanian. */
export const romance: readonly Vocabulary[] = [
  {
    strong:
      'code de récupération,code de réinitialisation,code de vérification,code de confirmation,code de sécurité,code de connexion,code d’accès,code d acces,code à usage unique,code unique,code temporaire,code d’authentification,code de validation,code d’autorisation,mot de passe à usage unique,mot de passe unique,clé à usage unique,code d’identification,code secret',
    code: 'code,clé_,ce nombre,ce numéro,nombre suivant,numéro suivant,chiffres,caractères',
    enter: 'saisi,entrez,entrer_,recopi,copiez,tapez,utilise,indiquez,renseign,collez',
    purpose:
      'connexion,connecter,connectez,vérifi,confirm,identité,identifi,accéder,accès,espace,réinitialis,nouveau mot de passe,nouvel appareil,appareil inconnu,virement,paiement,achat,double authentification,compte,sécuri,inscription,valider,validez_,validation',
    otherTopic:
      'code de retour,numéro de retour,bon de retour,étiquette de retour,retours_,rembours,présentez,présenter,montrez,montrer,digicode,interphone,cadenas,serrure,paiement reçu,sondage,questionnaire,enquête,retrait,colis,point relais,consigne,livraison,réservation,billet,bon d’achat,bon de réduction,promo,remise,réduction,cadeau,parrain,licence,réunion,wifi,wi-fi,portail,tombola,fidélité,facture,reçu de,votre reçu,reçu n,relevé,panier,en caisse,aujourd’hui seulement,soldes,offre',
    otherNumber:
      'commande,facture,client,dossier,référence,téléphone,tél_,tel_,rcs,siret,siren,code postal,tva,iban,carte,terminée,contrat,ticket,adhérent,article,produit,établissement,erreur,montant',
    signIn: 'se connecter,connexion,me connecter,connectez-vous,accéder à,ouvrir ma session',
    confirm: 'oui_,confirm,vérifi,activ,valid,finaliser',
    confirmed: 'e-mail,email,mail_,adresse,compte,inscription,abonnement,courriel,infolettre,newsletter',
    otherLink:
      'rendez-vous,commande,réservation,livraison,document,signer,contrat,facture,paiement,activité,suivre,désabonn,désinscri,nouvelle connexion,modifié,changé,bloqué,présence,données,informations',
  },
  {
    strong:
      'contrasenya d’un sol ús,código de recuperación,código de restablecimiento,código de verificación,código de confirmación,código de seguridad,código de acceso,código de inicio,código de autorización,código de un solo uso,código de un uso,código temporal,código único,contraseña de un solo uso,contraseña temporal,clave de un solo uso,clave dinámica,clave de operación,clave de acceso,codi de verificació,codi d’accés,codi de seguretat,código de validación,token de acceso',
    code: 'código,clave,este número,siguiente número,aquest número,codi_,dígitos,pin_,cifras',
    enter: 'introdu,ingres,escrib,teclea,digita,usa_,usar_,utiliza,copia,pega_,escriu,inserta',
    purpose:
      'contrasenya,inicia,iniciar sesión,inicio de sesión,entrar,entra_,acceso,acceder,verific,confirm,identidad,identificar,restablec,nueva contraseña,dispositivo,transferencia,operación,compra,pago_,cuenta,seguridad,autoriz,registr',
    otherTopic:
      'devoluc,reembols,muestre,presente el,enseñe,encuesta,cuestionario,recogida,paquete,taquilla,entrega,envío,reserva,localizador,billete,cupón,descuento,promo,oferta,regalo,un amigo,amigos,invita,licencia,reunión,wifi,wi-fi,puerta,candado,cerradura,pago recibido,sorteo,puntos,factura,recibo,extracto,carrito,cesta,al pagar,solo hoy,rebaja',
    otherNumber:
      'pedido,factura,cliente,referencia,expediente,teléfono,tel_,código postal,cif_,nif_,iban,tarjeta,terminada,contrato,ticket,seguimiento,error,importe,artículo,producto,tributo,socio',
    signIn: 'entrar,entra_,iniciar sesión,inicia sesión,acceder,accede',
    confirm: 'sí_,confirm,verific,activ,valid,complet',
    confirmed: 'correo,e-mail,email,dirección,cuenta,suscripción,registro,boletín,alta_',
    otherLink:
      'cita_,citas_,asistencia,pedido,reserva,entrega,documento,firmar,contrato,factura,pago,actividad,revisar,seguir,rastrear,baja,nuevo inicio,nuevo acceso,cambiad,bloquead,suspendid',
  },
  {
    strong:
      'código de recuperação,código de redefinição,código de verificação,código de confirmação,código de segurança,código de acesso,código de login,código de autorização,código de uso único,código único,código temporário,senha de uso único,senha única,senha temporária,palavra-passe única,código de validação,token de acesso,chave de acesso',
    code: 'código,este número,número seguinte,seguinte número,dígitos,pin_,chave',
    enter: 'digite,insira,introduza,informe,use_,utilize,copie,cole_,escreva',
    purpose:
      'entrar,acesso,acessar,aceder,login,iniciar sessão,verific,confirm,identidade,redefin,nova senha,dispositivo,transferência,compra,pagamento,autoriz,conta_,segurança,cadastr,regist',
    otherTopic:
      'devoluç,reembols,apresente,mostre,inquérito,questionário,pesquisa de,retirada,levantamento,encomenda,pacote,entrega,cacifo,reserva,bilhete,cupom,cupão,desconto,promo,oferta,presente,indica,um amigo,amigos,licença,reunião,wifi,wi-fi,porta_,cadeado,fechadura,pagamento recebido,sorteio,pontos,fatura,recibo,extrato,carrinho,só hoje,ao pagar',
    otherNumber:
      'pedido,fatura,cliente,referência,processo,telefone,tel_,cep_,código postal,nif_,cnpj,cpf_,iban,cartão,final_,finais,contrato,protocolo,rastre,erro,valor,artigo,produto,tributo',
    signIn: 'entrar,entre_,acess,inicie sessão,acessar,iniciar sessão,aceder,fazer login',
    confirm: 'sim_,confirm,verific,ativ,valid,conclu',
    confirmed: 'e-mail,email,endereço,conta_,inscrição,cadastro,registo,assinatura,subscrição,boletim',
    otherLink:
      'consulta,presença,pedido,reserva,entrega,documento,assinar,contrato,fatura,pagamento,atividade,rever,rastrear,cancelar,novo acesso,novo login,alterad,bloquead,suspens,dados',
  },
  {
    strong:
      'codice di recupero,codice di ripristino,codice di verifica,codice di conferma,codice di sicurezza,codice di accesso,codice d’accesso,codice di autorizzazione,codice monouso,codice temporaneo,codice otp,codice usa e getta,password monouso,password temporanea,codice di autenticazione,codice di sblocco,chiave monouso,otp_',
    code: 'codice,questo numero,numero seguente,seguente numero,chiave,cifre,pin_',
    enter: 'inseri,digita,scriv,usa_,utilizza,copia,incolla,immett',
    purpose:
      'acced,accesso,entra_,entrare,login,verific,conferm,identità,reimposta,nuova password,dispositivo,bonifico,pagamento,acquisto,autorizz,account,sicurezza,registr,consultare',
    otherTopic:
      'reso_,rimbors,mostra questo,mostri,presenta il,sondaggio,questionario,ritiro,pacco,armadietto,consegna,spedizione,prenotazione,biglietto,buono,coupon,sconto,promo,offerta,regalo,un amico,amici,invita,licenza,riunione,wifi,wi-fi,porta_,lucchetto,serratura,pagamento ricevuto,concorso,punti,fattura,ricevuta,estratto,carrello,alla cassa,solo oggi,saldi',
    otherNumber:
      'ordine,fattura,cliente,riferimento,pratica,telefono,tel_,cap_,p. iva,iva_,codice fiscale,iban,carta,terminante,contratto,ticket,tracciamento,errore,importo,articolo,prodotto,tributo,ente_,dispositivo',
    signIn: 'accedi,entra_,entrare,login',
    confirm: 'conferm,verific,attiv,convalid,complet',
    confirmed: 'e-mail,email,mail_,indirizzo,account,iscrizione,registrazione,abbonamento,newsletter',
    otherLink:
      'appuntamento,presenza,ordine,prenotazione,consegna,documento,firma,contratto,fattura,pagamento,attività,traccia,disiscri,nuovo accesso,modificat,cambiat,bloccat,sospes,dati_',
  },
  {
    strong:
      'cod de verificare,codul de verificare,cod de confirmare,codul de confirmare,cod de securitate,codul de securitate,cod de acces,codul de acces,cod unic,codul unic,cod temporar,codul temporar,cod de recuperare,codul de recuperare,cod de resetare,codul de resetare,parolă unică,parola unică,parolei unice,parolă de unică folosință,parola de unică folosință,cod de autentificare,codul de autentificare',
    code: 'cod_,codul,cifre',
    enter: 'introdu,folosi,scrie,copia,tasta',
    purpose:
      'autentific,conectare,conecta,verific,confirm,identitate,acces,resetare,parolă nouă,dispozitiv,transfer,plată_,plata_,plății,plăți_,cont_,contul,securit',
    otherTopic:
      'retur_,returul,retururi,codul de retur,rambursa,arătați,prezentați,sondaj,chestionar,ridicare,colet,easybox,livrare,rezervare,bilet,voucher,cupon,reducere,cadou,prieten,licență,ședință,wifi,factur,coș_,coșul,coșului,doar azi,ofert',
    otherNumber: 'comand,factur,client,referinț,telefon,cod poștal,cui_,iban,card,contract,tichet,produs,articol,sumă',
    signIn: 'autentific,conect,intră,intrați',
    confirm: 'confirm,verific,activ,valid',
    confirmed: 'e-mail,email,adres,cont_,contul,abonare,înregistr,înscriere',
    otherLink:
      'programare,comand,rezervare,livrare,document,semn,factur,plată_,plata_,plății,plăți_,activitate,urmăr,dezabon,schimbat,blocat',
  },
];
